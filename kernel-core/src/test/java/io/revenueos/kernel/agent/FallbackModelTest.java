package io.revenueos.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.revenueos.kernel.agent.ChatException.Kind;
import io.revenueos.kernel.agent.ChatMessage.Question;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackModelTest {
  private static final ChatRequest REQUEST =
      new ChatRequest(
          List.of(new Question("How is D-42?")),
          List.of(),
          null,
          ModelSettings.defaults(),
          Duration.ofSeconds(60));

  private final SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");
  private final ScriptedModel backup = ScriptedModel.saying("groq/llama", "Fine.");

  private FallbackModel chain(ChatModel... models) {
    return FallbackModel.of(List.of(models), clock);
  }

  private static ChatException failure(Kind kind, String message) {
    return new ChatException(kind, message);
  }

  private static ScriptedModel failing(String name, Kind kind) {
    return ScriptedModel.failing(name, failure(kind, name + " is down"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theNextIsAskedWhateverTheReason(Kind kind) throws Exception {
    ChatReply reply = chain(failing("openai/gpt-4o", kind), backup).chat(REQUEST);

    assertThat(reply.text()).isEqualTo("Fine.");
    assertThat(reply.model()).isEqualTo("groq/llama");
  }

  @Test
  void theFirstThatAnswersIsTheLastThatIsAsked() throws Exception {
    ScriptedModel first = ScriptedModel.saying("openai/gpt-4o", "Well.");

    assertThat(chain(first, backup).chat(REQUEST).model()).isEqualTo("openai/gpt-4o");
    assertThat(backup.asked()).isEmpty();
  }

  @Test
  void oneThatHangsLeavesTimeForTheNext() throws Exception {
    ScriptedModel slow =
        new ScriptedModel(
            "openai/gpt-4o",
            request -> {
              clock.advance(request.timeout());
              throw failure(Kind.RETRIABLE, "no answer in time");
            });

    chain(slow, failing("gemini/flash", Kind.QUOTA), backup).chat(REQUEST);

    assertThat(slow.asked().get(0).timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(backup.asked().get(0).timeout()).isEqualTo(Duration.ofSeconds(40));
    assertThat(backup.asked().get(0).messages()).isEqualTo(REQUEST.messages());
  }

  @Test
  void whenNoTimeIsLeftNobodyIsAskedAnyMore() {
    ScriptedModel late =
        new ScriptedModel(
            "openai/gpt-4o",
            request -> {
              clock.advance(Duration.ofSeconds(61));
              throw failure(Kind.RETRIABLE, "late");
            });

    assertThatThrownBy(() -> chain(late, backup).chat(REQUEST))
        .hasMessage("none of 2 models answered: openai/gpt-4o: late; no time was left for 1 more");
    assertThat(backup.asked()).isEmpty();
  }

  @Test
  void whenAllFailTheOneThatPassesByItselfIsReported() {
    ChatException busy = new ChatException(Kind.RETRIABLE, "busy", Duration.ofSeconds(30));
    ChatException busier = new ChatException(Kind.RETRIABLE, "busier", Duration.ofSeconds(7));

    ChatException all =
        catchThrowableOfType(
            ChatException.class,
            () ->
                chain(
                        failing("a", Kind.PERMANENT),
                        failing("b", Kind.AUTHENTICATION),
                        ScriptedModel.failing("c", busy),
                        failing("d", Kind.QUOTA),
                        ScriptedModel.failing("e", busier))
                    .chat(REQUEST));

    assertThat(all.kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(all.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(all)
        .hasCause(busy)
        .hasMessage(
            "none of 5 models answered: a: a is down; b: b is down; c: busy; d: d is down; e: busier");
    assertThat(all.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly("a is down", "b is down", "d is down", "busier");
  }

  @Test
  void oneThatNamesNoTimeMayBeBackAtOnce() {
    ChatException all =
        catchThrowableOfType(
            ChatException.class,
            () ->
                chain(
                        ScriptedModel.failing(
                            "a", new ChatException(Kind.RETRIABLE, "a", Duration.ofSeconds(30))),
                        failing("b", Kind.RETRIABLE))
                    .chat(REQUEST));

    assertThat(all.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"QUOTA", "AUTHENTICATION"})
  void whatSomebodyCanPutRightComesBeforeWhatIsWrong(Kind kind) {
    ChatException all =
        catchThrowableOfType(
            ChatException.class,
            () -> chain(failing("a", Kind.PERMANENT), failing("b", kind)).chat(REQUEST));

    assertThat(all.kind()).isEqualTo(kind);
    assertThat(all.retryAfter()).isEmpty();
  }

  @Test
  void theSameExceptionTwiceIsNoTrouble() {
    ChatException same = failure(Kind.RETRIABLE, "down");

    assertThatThrownBy(
            () ->
                chain(ScriptedModel.failing("a", same), ScriptedModel.failing("b", same))
                    .chat(REQUEST))
        .hasCause(same)
        .hasMessage("none of 2 models answered: a: down; b: down");
  }

  @Test
  void whatIsNoChatExceptionIsNotCaught() {
    ScriptedModel broken =
        new ScriptedModel(
            "a",
            request -> {
              throw new IllegalStateException("a bug");
            });

    assertThatThrownBy(() -> chain(broken, backup).chat(REQUEST)).hasMessage("a bug");
    assertThat(backup.asked()).isEmpty();
  }

  @Test
  void itsNameIsThatOfTheChainAndFitsIntoARun() {
    assertThat(chain(failing("openai/gpt-4o", Kind.QUOTA), backup).name())
        .isEqualTo("openai/gpt-4o, else groq/llama");
    String longest = "x".repeat(200);
    assertThat(chain(ScriptedModel.saying(longest, "."), backup).name())
        .hasSize(200)
        .endsWith("x, else 1 more");
  }

  @Test
  void aChainHasALink() {
    assertThatThrownBy(this::chain)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("chain: expected at least one model, found none");
  }
}
