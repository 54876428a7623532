package io.revenueos.cli;

import io.revenueos.cli.chart.Chart;
import io.revenueos.cli.chart.ChartFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A picture beside the figures. */
final class ChartOption {
  @Option(names = "--chart", paramLabel = "FILE.png", description = "Draw it, too.")
  private @Nullable Path chart;

  /**
   * Where to; to be asked before any work is done.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException when nothing can be written there
   */
  Optional<ChartFile> file() {
    return Optional.ofNullable(chart).map(ChartFile::at);
  }

  static void draw(Optional<ChartFile> file, Supplier<Chart> chart) throws IOException {
    if (file.isPresent()) {
      file.get().write(List.of(chart.get()));
    }
  }
}
