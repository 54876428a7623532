package io.revenueos.kernel.internal;

import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.agent.ToolCall;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out what a model calls for: only tools that the manifest permits, only with arguments
 * that meet their schema. What goes wrong is an answer to the model, not an end to the run.
 */
final class AgentTools {
  private static final int MAX_ANSWER = 64 << 10;

  private final AgentBook.Entry entry;
  private final AgentProposals proposals;
  private final List<String> used = new ArrayList<>();

  AgentTools(AgentBook.Entry entry, AgentProposals proposals) {
    this.entry = entry;
    this.proposals = proposals;
  }

  /** The names of those that were used, in order. */
  List<String> used() {
    return used;
  }

  /**
   * @throws UnavailableException when the store cannot be asked just now
   */
  String use(AgentTask task, ToolCall call) {
    AgentBook.OpenTool open = entry.tools().get(call.tool());
    if (open == null) {
      return error(
          "there is no tool %s; there are %s"
              .formatted(
                  Text.quoted(call.tool()), entry.tools().keySet().stream().sorted().toList()));
    }
    used.add(call.tool());
    try {
      JsonObject arguments =
          call.arguments().isBlank() ? JsonObject.empty() : JsonObject.parse(call.arguments());
      List<String> violations = open.parameters().violations(arguments);
      if (!violations.isEmpty()) {
        return error("wrong arguments: " + String.join("; ", violations));
      }
      return answer(run(open.tool(), task, arguments));
    } catch (UnavailableException away) {
      throw away;
    } catch (InvalidInputException wrong) {
      return error("wrong arguments: " + wrong.getMessage());
    } catch (KernelException refused) {
      return error(String.valueOf(refused.getMessage()));
    }
  }

  private JsonObject run(Tool tool, AgentTask task, JsonObject arguments) {
    if (tool instanceof Tool.Reader reader) {
      return reader.read(task, arguments);
    } else if (tool instanceof Tool.Proposer proposer) {
      return proposals.submit(
          task, tool.spec().name(), arguments, proposer.propose(task, arguments));
    }
    throw new IllegalStateException("a tool reads or proposes: " + tool.spec().name());
  }

  private static String answer(JsonObject json) {
    if (json.byteSize() > MAX_ANSWER) {
      return error(
          "the answer has %d bytes, and %d are allowed; ask for less"
              .formatted(json.byteSize(), MAX_ANSWER));
    }
    return AgentPrompt.data(json);
  }

  private static String error(String message) {
    return AgentPrompt.data(JsonObject.of("error", Text.sanitized(message, 2_000)));
  }
}
