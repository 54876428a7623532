package io.revenueos.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What it was measured on.
 *
 * @param memoryMib of the whole machine
 */
public record Machine(int cores, long memoryMib, String system, String jdk) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  public static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() / (1024 * 1024),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
        "%s %s".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")));
  }

  /** The most memory this process has had in use so far, where the system tells it. */
  public static OptionalLong peakMib() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .map(line -> line.substring(PEAK.length()).replace("kB", "").strip())
          .mapToLong(kib -> Long.parseLong(kib) / 1024)
          .findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + STATUS, unreadable);
    }
  }
}
