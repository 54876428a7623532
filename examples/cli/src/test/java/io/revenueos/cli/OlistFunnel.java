package io.revenueos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The leads of the Olist funnel and its closed deals, as one export. */
final class OlistFunnel {
  private OlistFunnel() {}

  /**
   * @param asOf wins of this day and later ones are left out
   */
  static String joined(Path leads, Path won, LocalDate asOf) throws IOException {
    Map<String, String> wins = new HashMap<>();
    for (String[] deal : rows(won)) {
      wins.put(deal[0], deal[4].substring(0, 10));
    }
    StringBuilder csv = new StringBuilder("deal_id,stage,created_at,closed_at,value,product\n");
    for (String[] lead : rows(leads)) {
      String day = wins.getOrDefault(lead[0], "9999-12-31");
      boolean open = !LocalDate.parse(day).isBefore(asOf);
      if (LocalDate.parse(lead[1]).isBefore(asOf)) {
        csv.append(
            String.join(
                ",",
                lead[0],
                open ? "lead" : "won",
                lead[1],
                open ? "" : day,
                open ? "" : "1",
                lead.length > 3 ? lead[3] : ""));
        csv.append('\n');
      }
    }
    return csv.toString();
  }

  private static List<String[]> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
