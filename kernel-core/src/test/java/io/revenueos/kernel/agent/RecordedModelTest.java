package io.revenueos.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.revenueos.kernel.agent.ChatException.Kind;
import io.revenueos.kernel.agent.ChatMessage.Instruction;
import io.revenueos.kernel.agent.ChatMessage.Question;
import io.revenueos.kernel.agent.ChatMessage.Said;
import io.revenueos.kernel.agent.ChatMessage.ToolAnswer;
import io.revenueos.kernel.agent.ChatReply.Finish;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedModelTest {
  private static final RecordedAnswers NONE = RecordedAnswers.none("answers.jsonl");
  private static final ToolSpec TOOL =
      new ToolSpec("find", "Finds.", JsonObject.parse("{\"type\":\"object\",\"title\":\"t\"}"));
  private static final ToolSpec TOOL_IN_ANOTHER_ORDER =
      new ToolSpec("find", "Finds.", JsonObject.parse("{\"title\":\"t\",\"type\":\"object\"}"));
  private static final AnswerSpec ANSWER =
      new AnswerSpec("review", JsonObject.of("type", "object"));

  private final StringWriter lines = new StringWriter();

  private static ChatRequest request(List<ChatMessage> messages) {
    return request(messages, List.of(), null, "0");
  }

  private static ChatRequest request(
      List<ChatMessage> messages,
      List<ToolSpec> tools,
      @Nullable AnswerSpec answer,
      String temperature) {
    return new ChatRequest(
        messages,
        tools,
        answer,
        new ModelSettings(new BigDecimal(temperature), 100),
        Duration.ofSeconds(5));
  }

  private static ChatRequest asking(String question) {
    return request(List.of(new Question(question)));
  }

  private RecordedAnswers recorded() throws IOException {
    return RecordedAnswers.read("answers.jsonl", new StringReader(lines.toString()));
  }

  @Test
  void whatWasRecordedIsSaidAgainToTheLastToken() throws Exception {
    ChatReply reply =
        new ChatReply(
            "Zoë said \"ok\"\n🙂",
            List.of(new ToolCall("call_1", "find", "{not json"), new ToolCall("", "", "")),
            Finish.LENGTH,
            new TokenUsage(12, 3_000_000_000L),
            "openai/gpt-4o-mini-2024-07-18");
    RecordingModel recording =
        new RecordingModel(new ScriptedModel("openai/gpt-4o-mini", r -> reply), NONE, lines);

    assertThat(recording.chat(asking("How?"))).isEqualTo(reply);

    RecordedModel replay = new RecordedModel(recording.name(), recorded());
    assertThat(replay.chat(asking("How?"))).isEqualTo(reply);
    assertThat(replay.name()).isEqualTo("openai/gpt-4o-mini");
  }

  @Test
  void whatWasNeverRecordedIsRefusedWithItsHashAndItsFile() throws Exception {
    new RecordingModel(ScriptedModel.saying("m", "."), NONE, lines).chat(asking("How?"));

    ChatException refusal =
        catchThrowableOfType(
            ChatException.class, () -> new RecordedModel("m", recorded()).chat(asking("Who?")));

    assertThat(refusal.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(refusal)
        .hasMessageMatching("answers\\.jsonl has no answer to request [0-9a-f]{64} among its 1: .*")
        .hasMessageNotContaining("Who?");
  }

  @Test
  void aRequestIsRecordedOnceAndAnsweredTheSameFromThenOn() throws Exception {
    ScriptedModel counting =
        new ScriptedModel(
            "m", r -> new ChatReply("one", List.of(), Finish.DONE, TokenUsage.NONE, "m"));
    RecordingModel recording = new RecordingModel(counting, NONE, lines);
    recording.chat(asking("How?"));
    recording.chat(asking("How?"));
    recording.chat(asking("Who?"));

    assertThat(counting.asked()).hasSize(2);
    assertThat(lines.toString().lines()).hasSize(2);

    RecordingModel further =
        new RecordingModel(ScriptedModel.saying("m", "new"), recorded(), lines);
    assertThat(further.chat(asking("Who?")).text()).isEqualTo("one");
    assertThat(further.chat(asking("Where?")).text()).isEqualTo("new");
    assertThat(recorded().size()).isEqualTo(3);
  }

  @Test
  void theSameRequestHasTheSameLineEverywhere() throws Exception {
    new RecordingModel(ScriptedModel.saying("m", "Fine."), NONE, lines)
        .chat(asking("How is D-42?"));

    assertThat(lines)
        .hasToString(
            """
            {"request":"cd07160cacb7fd1c23167e4416152146b5aea9b5be0939662bd98212bd6a0698","model":"m","text":"Fine.","calls":[],"finish":"done","prompt_tokens":10,"completion_tokens":5}
            """);
  }

  @Test
  void everythingThatCanChangeTheAnswerCountsAndTheTimeoutDoesNot() {
    List<ChatMessage> question = List.of(new Question("How?"));
    ToolCall call = new ToolCall("c", "find", "{}");
    List<ChatRequest> all =
        List.of(
            request(question),
            request(List.of(new Instruction("How?"))),
            request(List.of(new Said("How?", List.of()))),
            request(List.of(new Said("How?", List.of(call)))),
            request(List.of(new ToolAnswer("c", "How?"))),
            request(List.of(new ToolAnswer("d", "How?"))),
            request(List.of(new Question("How"), new Question("?"))),
            request(question, List.of(TOOL), null, "0"),
            request(question, List.of(TOOL, TOOL), null, "0"),
            request(question, List.of(), ANSWER, "0"),
            request(question, List.of(), null, "0.5"),
            asking("How?\u0000"));
    Set<String> hashes = new HashSet<>();
    all.forEach(request -> hashes.add(RequestHash.of(request)));

    assertThat(hashes).hasSize(all.size());
    assertThat(RequestHash.of(request(question, List.of(), null, "0.0")))
        .isEqualTo(RequestHash.of(request(question)));
    assertThat(RequestHash.of(request(question, List.of(TOOL), null, "0")))
        .isEqualTo(RequestHash.of(request(question, List.of(TOOL_IN_ANOTHER_ORDER), null, "0")));
    assertThat(
            RequestHash.of(
                new ChatRequest(
                    question,
                    List.of(),
                    null,
                    new ModelSettings(BigDecimal.ZERO, 100),
                    Duration.ofDays(1))))
        .isEqualTo(RequestHash.of(request(question)));
  }

  @Test
  void errorsAreNotRecorded() {
    ChatException down = new ChatException(Kind.RETRIABLE, "down");
    RecordingModel recording = new RecordingModel(ScriptedModel.failing("m", down), NONE, lines);

    assertThatThrownBy(() -> recording.chat(asking("How?"))).isSameAs(down);
    assertThat(lines.toString()).isEmpty();
  }

  @Test
  void aRecordThatCannotBeWrittenIsNoAnswer() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(
            () -> new RecordingModel(ScriptedModel.saying("m", "."), NONE, full).chat(asking("?")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot record an answer of m");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "nonsense | answers.jsonl line 2: not valid JSON at column",
        "{} | answers.jsonl line 2: request: missing, or of another type",
        "{'request':'a','calls':[]} | answers.jsonl line 2: text: missing, or of another type",
        "{'request':'a','calls':[7],'text':''} | answers.jsonl line 2: calls: expected objects",
        "{'request':'a','calls':[],'text':'','finish':'often'} | answers.jsonl line 2: finish: expected done, length or refused, found \"often\"",
        "{'request':'a','calls':[],'text':'','finish':'done','prompt_tokens':1.5} | answers.jsonl line 2: prompt_tokens: expected a whole number, found 1.5"
      },
      delimiter = '|')
  void aLineThatIsNoneIsNamed(String line, String message) {
    String text = "\n" + line.replace('\'', '"') + "\n";

    assertThatThrownBy(() -> RecordedAnswers.read("answers.jsonl", new StringReader(text)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void twoAnswersToOneRequestAreAnError() throws Exception {
    new RecordingModel(ScriptedModel.saying("m", "one"), NONE, lines).chat(asking("How?"));
    new RecordingModel(ScriptedModel.saying("m", "two"), NONE, lines).chat(asking("How?"));

    assertThatThrownBy(this::recorded)
        .hasMessageStartingWith(
            "answers.jsonl line 2: request: answered differently on an earlier line");
  }
}
