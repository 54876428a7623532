package io.revenueos.cli.chart;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes charts, one below the other, to a PNG file. */
public final class ChartFile {
  private static final String FORMAT = "png";

  private final Path file;

  private ChartFile(Path file) {
    this.file = file;
  }

  /**
   * Checked before any work is done.
   *
   * @throws InvalidInputException when the name does not end in {@code .png}, or its folder is not
   *     there
   */
  public static ChartFile at(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith("." + FORMAT)) {
      throw invalid("expected a name that ends in .png, found " + Text.quoted(file.toString()));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw invalid(
          "expected a file in a folder that is there, found " + Text.quoted(file.toString()));
    }
    return new ChartFile(file);
  }

  private static InvalidInputException invalid(String problem) {
    return new InvalidInputException("invalid_chart_file", "chart", problem);
  }

  /**
   * Overwrites what is there.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(List<Chart> charts) throws IOException {
    BufferedImage picture = Drawing.of(charts);
    if (!ImageIO.write(picture, FORMAT, file.toFile())) {
      throw new IOException("this Java cannot write " + FORMAT);
    }
  }
}
