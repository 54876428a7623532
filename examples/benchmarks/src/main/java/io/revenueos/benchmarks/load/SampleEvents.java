package io.revenueos.benchmarks.load;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The events that stand for units in the kernel's tables, spread over ten tenants. Unit and event
 * are one to one, and the same in every run.
 */
public final class SampleEvents {
  private static final List<UUID> TENANTS =
      IntStream.range(0, 10).mapToObj(n -> new UUID(mixed(-1 - n), mixed(-101 - n))).toList();

  private static final String REQUEST = "request-";

  private final Workload workload;
  private final String series;

  public SampleEvents(Workload workload) {
    this(workload, "");
  }

  private SampleEvents(Workload workload, String series) {
    this.workload = workload;
    this.series = series;
  }

  /** The same again, but none of them a duplicate of another series'. */
  public SampleEvents again(int number) {
    return new SampleEvents(workload, number + "-");
  }

  public UUID tenant(int unit) {
    return TENANTS.get(unit % TENANTS.size());
  }

  public String type() {
    return workload == Workload.EFFECTS ? "lead_captured" : "lead_scored";
  }

  public String source() {
    return workload == Workload.EFFECTS ? "cmo_campaigns" : "crm";
  }

  /** The id of the lead that it is about. */
  public String lead(int unit) {
    return "L-" + unit;
  }

  public String correlation(int unit) {
    return REQUEST + series + unit;
  }

  /** The unit of a correlation. */
  public static int unit(String correlation) {
    return Integer.parseInt(correlation.substring(correlation.lastIndexOf('-') + 1));
  }

  /** 64 hexadecimal digits in no order, as the kernel derives them. */
  public String key(int unit) {
    HexFormat hex = HexFormat.of();
    StringBuilder key = new StringBuilder(64);
    for (int part = 0; part < 4; part++) {
      key.append(hex.toHexDigits(mixed(4L * unit + part)));
    }
    return key.toString();
  }

  public String email(int unit) {
    return "lead-" + unit + "@example.com";
  }

  /** JSON. */
  public String payload(int unit) {
    return workload == Workload.EFFECTS
        ? "{\"email\":\"%s\",\"first_name\":\"Ada\"}".formatted(email(unit))
        : "{\"score\":" + unit % 100 + "}";
  }

  /** The finishing steps of SplitMix64: numbers next to each other come out far apart. */
  private static long mixed(long number) {
    long z = number * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
