package io.revenueos.cro.setup;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.List;

/**
 * A CRM's export, as far as the mode {@code setup} is told about it. A host reads the file and asks
 * with {@link #input()}; the deals themselves stay with the host, their figures travel.
 *
 * @param file what the export is called, to be named in the answer
 * @param unreadable how many rows could not be read at all
 * @param history the others: its deals are counted, its excluded rows are kept out
 * @param currency of the values, ISO 4217
 */
public record PipelineExport(String file, long unreadable, DealHistory history, String currency) {
  private static final String CODE = "invalid_export";
  private static final int MAX_NAME = 200;

  public PipelineExport {
    if (file.isBlank()) {
      throw new InvalidInputException(CODE, "file", "expected a name, found none");
    }
    if (unreadable < 0) {
      throw new InvalidInputException(
          CODE, "unreadable", "expected at least 0, found " + unreadable);
    }
  }

  /** The input of a request to {@code setup}. */
  public JsonObject input() {
    long keptOut = history.excluded().size();
    return JsonObject.of(
        "export",
        JsonObject.of("file", Text.sanitized(file, MAX_NAME))
            .with("rows", history.deals().size() + keptOut + unreadable)
            .with("kept_out", keptOut)
            .with("unreadable", unreadable)
            .with("pipeline", PipelineFigures.of(history, currency)));
  }

  /**
   * As {@link #input()}, with the stages in the order of the sale, so that the answer has the steps
   * between them.
   */
  public JsonObject input(List<String> order) {
    return input().with("stages", order);
  }
}
