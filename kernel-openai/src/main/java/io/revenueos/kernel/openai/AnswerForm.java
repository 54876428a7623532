package io.revenueos.kernel.openai;

import io.revenueos.kernel.agent.ChatRequest;

/**
 * How a provider is told the form of an answer ({@link ChatRequest#answer()}). The kernel checks
 * the answer against its schema in every case.
 */
public enum AnswerForm {
  /** {@code response_format: json_schema}, strict where the schema allows it. */
  JSON_SCHEMA,
  /**
   * As {@link #JSON_SCHEMA}, but the provider refuses it together with tools: then as {@link
   * #PROMPT}.
   */
  JSON_SCHEMA_WITHOUT_TOOLS,
  /**
   * {@code response_format: json_object}, with the schema in the instruction; together with tools
   * as {@link #PROMPT}.
   */
  JSON_OBJECT,
  /** The schema in the instruction, nothing else. */
  PROMPT;

  /** What goes for this request. */
  AnswerForm in(ChatRequest request) {
    return switch (this) {
      case JSON_SCHEMA, PROMPT -> this;
      case JSON_SCHEMA_WITHOUT_TOOLS -> request.tools().isEmpty() ? JSON_SCHEMA : PROMPT;
      case JSON_OBJECT -> request.tools().isEmpty() ? JSON_OBJECT : PROMPT;
    };
  }
}
