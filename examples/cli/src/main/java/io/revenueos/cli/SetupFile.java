package io.revenueos.cli;

import io.revenueos.cli.chart.ChartFile;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cro.setup.PipelineExport;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleManifest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A CRM's export that the AI CRO's setup is to describe in the place of stored deals. */
final class SetupFile {
  private static final String MODULE = "ai_cro";
  private static final String MODE = "setup";
  private static final String CODE = "invalid_argument";
  private static final String OPTION = "--file";

  private final Host host;

  @Option(
      names = OPTION,
      paramLabel = "FILE.csv",
      description =
          "For setup: describe a CRM's export in the place of stored deals; - for standard input."
              + " Its figures go into the request, its deals do not.")
  private @Nullable String file;

  @Mixin private final DealSource source = new DealSource();
  @Mixin private final ChartOption chart = new ChartOption();

  SetupFile(Host host) {
    this.host = host;
  }

  static boolean isReadBy(ModuleManifest module) {
    return module.id().value().equals(MODULE);
  }

  /**
   * What stands in the file, after it was said which rows are kept out; empty without one.
   *
   * @param wanted the rest of the request's input
   * @throws InvalidInputException when the mode reads no file, or an option has none to be about
   */
  Optional<DealSource.Deals> read(String mode, JsonObject wanted) throws IOException {
    if (file == null) {
      if (source.isGiven()) {
        throw new InvalidInputException(
            CODE, OPTION, "expected one: --mapping, --products, --stages, --exported are about it");
      }
      return Optional.empty();
    }
    if (!mode.equals(MODE)) {
      throw new InvalidInputException(
          CODE,
          OPTION,
          "only the mode setup reads a file, found the mode %s; a forecast of a file is made by: revenue forecast --file FILE.csv"
              .formatted(Printable.of(mode)));
    }
    if (wanted.has("export")) {
      throw new InvalidInputException(
          CODE, OPTION, "expected a file or \"export\" in --input, found both");
    }
    DealSource.Deals deals = source.read(host, file);
    DealSource.report(host, deals);
    return Optional.of(deals);
  }

  /**
   * Where the steps are to be drawn; to be asked before any work is done.
   *
   * @throws InvalidInputException when the mode has no steps, or nothing can be written there
   */
  Optional<ChartFile> picture(String mode) {
    Optional<ChartFile> picture = chart.file();
    if (picture.isPresent() && !mode.equals(MODE)) {
      throw new InvalidInputException(
          CODE,
          "--chart",
          "only the mode setup has a picture, found the mode %s; a forecast is drawn by: revenue forecast --tenant UUID --chart FILE.png"
              .formatted(Printable.of(mode)));
    }
    return picture;
  }

  /** What the request is told of it. */
  static JsonObject input(DealSource.Deals deals) {
    return new PipelineExport(
            deals.name(), deals.refused().size(), deals.history(), deals.currency())
        .input();
  }
}
