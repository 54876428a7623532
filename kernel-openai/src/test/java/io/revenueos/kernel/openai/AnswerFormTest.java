package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a model is told the form of its answer. */
class AnswerFormTest {
  private static final String ANSWER = "{\"summary\":\"fine\"}";

  private final WireServer server = new WireServer();

  @AfterEach
  void close() {
    server.close();
  }

  private ChatReply ask(Provider provider, ChatRequest request, String said)
      throws InterruptedException {
    server.then(WireServer.status(200, Chats.says(said)));
    try (OpenAiModel model = Chats.model(provider, server).build()) {
      return model.chat(request);
    }
  }

  private JsonObject sent(Provider provider, ChatRequest request) throws InterruptedException {
    assertThat(ask(provider, request, ANSWER).text()).isEqualTo(ANSWER);
    return JsonObject.parse(server.request().body());
  }

  private static String instruction(JsonObject sent) {
    JsonObject first = (JsonObject) sent.list("messages").orElseThrow().get(0);
    return first.text("content").orElseThrow();
  }

  @Test
  void openAiIsHeldToTheSchemaWithAndWithoutTools() throws Exception {
    JsonObject format =
        JsonObject.of("type", "json_schema")
            .with(
                "json_schema",
                JsonObject.of("name", "review")
                    .with("strict", true)
                    .with("schema", Chats.CLOSED_SCHEMA));

    for (var tools : List.of(List.of(Chats.TOOL), List.<io.revenueos.kernel.agent.ToolSpec>of())) {
      JsonObject sent = sent(Provider.OPENAI, Chats.answering(tools));
      assertThat(sent.object("response_format")).contains(format);
      assertThat(instruction(sent)).isEqualTo("You review deals.");
    }
  }

  @Test
  void geminiIsToldTheSchemaInWordsWhenItHasTools() throws Exception {
    JsonObject without = sent(Provider.GEMINI, Chats.answering(List.of()));
    assertThat(without.object("response_format").flatMap(format -> format.text("type")))
        .contains("json_schema");

    JsonObject with = sent(Provider.GEMINI, Chats.answering(List.of(Chats.TOOL)));
    assertThat(with.has("response_format")).isFalse();
    assertThat(instruction(with))
        .startsWith("You review deals.\n\n")
        .endsWith(Chats.CLOSED_SCHEMA.toJson());
    assertThat(with.list("messages").orElseThrow()).hasSize(2);
  }

  @Test
  void groqIsToldThatItIsJsonAndTheSchemaInWords() throws Exception {
    JsonObject without = sent(Provider.GROQ, Chats.answering(List.of()));
    assertThat(without.object("response_format")).contains(JsonObject.of("type", "json_object"));
    assertThat(instruction(without)).contains("JSON").endsWith(Chats.CLOSED_SCHEMA.toJson());
    assertThat(without.has("max_completion_tokens")).isTrue();

    JsonObject with = sent(Provider.GROQ, Chats.answering(List.of(Chats.TOOL)));
    assertThat(with.has("response_format")).isFalse();
    assertThat(instruction(with)).endsWith(Chats.CLOSED_SCHEMA.toJson());

    JsonObject schema =
        sent(
            Provider.GROQ.answering(AnswerForm.JSON_SCHEMA_WITHOUT_TOOLS),
            Chats.answering(List.of()));
    assertThat(schema.object("response_format").flatMap(format -> format.text("type")))
        .contains("json_schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ANSWER,
        "```json\n" + ANSWER + "\n```",
        "\n```\n" + ANSWER + "```\n",
      })
  void anAnswerInAMarkdownBlockIsTakenOutOfIt(String said) throws Exception {
    assertThat(ask(Provider.GROQ, Chats.answering(List.of()), said).text()).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"```", "``````", "```json", "```json\n", "``` {} ```", "{} ```"})
  void whatIsNoBlockStaysAsItIs(String said) throws Exception {
    assertThat(ask(Provider.GROQ, Chats.answering(List.of()), said).text()).isEqualTo(said);
  }

  @Test
  void withoutASchemaTextIsLeftAlone() throws Exception {
    String block = "```json\n{}\n```";

    assertThat(ask(Provider.GROQ, Chats.hello(), block).text()).isEqualTo(block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{},'required':[],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':['string','null'],'description':'x'}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'array','items':{'type':'integer','minimum':0},'maxItems':3}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'anyOf':[{'type':'string'},{'enum':[1,2]}]}},'required':['a'],'additionalProperties':false}"
      })
  void aSchemaOfTheStrictKindIsSentAsStrict(String schema) {
    assertThat(StrictSchema.holds(parse(schema))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'array','items':{'type':'string'}}",
        "{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
        "{'type':'object','properties':{'a':{'type':'string'}},'required':[],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'string','maxLength':3}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'object','properties':{}}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'array','items':true}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'anyOf':[{'type':'object'}]}},'required':['a'],'additionalProperties':false}"
      })
  void anyOtherSchemaIsSentAsNotStrict(String schema) {
    assertThat(StrictSchema.holds(parse(schema))).isFalse();
  }

  private static JsonObject parse(String schema) {
    return JsonObject.parse(schema.replace('\'', '"'));
  }
}
