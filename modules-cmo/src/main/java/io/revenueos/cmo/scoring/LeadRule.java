package io.revenueos.cmo.scoring;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One rule: the first column that it knows gives points by what is in it.
 *
 * @param columns names in lower case letters and digits only: {@code leadsource}
 */
record LeadRule(String name, Set<String> columns, Points points) {
  private static final Set<String> FREE_MAIL =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "yahoo.com",
          "hotmail.com",
          "outlook.com",
          "live.com",
          "icloud.com",
          "aol.com",
          "gmx.de",
          "gmx.net",
          "web.de",
          "mail.ru",
          "proton.me",
          "protonmail.com",
          "qq.com",
          "163.com");
  private static final Set<String> NO = Set.of("", "no", "false", "0");

  /** What a cell, in lower case and empty for unknown, is worth. */
  interface Points {
    int of(String cell);
  }

  LeadRule {
    columns = Set.copyOf(columns);
  }

  /** Version 1. The points of the best lead sum up to 100. */
  static List<LeadRule> version1() {
    return List.of(
        new LeadRule(
            "email", Set.of("email", "emailaddress", "workemail", "emailkind"), LeadRule::email),
        new LeadRule("phone", Set.of("phone", "phonenumber", "mobile", "telephone"), yes(5)),
        new LeadRule("company", Set.of("company", "companyname", "organization"), yes(10)),
        new LeadRule("segment", Set.of("segment", "segmentcode", "icpsegment"), yes(15)),
        new LeadRule("source", Set.of("source", "leadsource", "channel"), LeadRule::source),
        new LeadRule("meetings", Set.of("meetings", "meetingsfirstweek"), yes(15)),
        new LeadRule("forms", Set.of("forms", "formsfirstweek", "formsubmissions"), yes(10)),
        new LeadRule(
            "touches",
            Set.of("touches", "touchesfirstweek", "visits", "totalvisits", "sessions"),
            LeadRule::touches),
        new LeadRule(
            "opted out", Set.of("donotemail", "unsubscribed", "optedout", "optout"), yes(-20)));
  }

  static String key(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Points yes(int points) {
    return cell -> NO.contains(cell) ? 0 : points;
  }

  /** A business address 15, any other 5. */
  private static int email(String cell) {
    if (NO.contains(cell) || cell.equals("none")) {
      return 0;
    }
    String domain = cell.substring(cell.lastIndexOf('@') + 1);
    return domain.equals("free") || FREE_MAIL.contains(domain) ? 5 : 15;
  }

  /** Whether an address is at one of the well-known providers for everybody. */
  static boolean isFreeMail(String address) {
    return email(address.strip().toLowerCase(Locale.ROOT)) == 5;
  }

  /** Somebody sent them 20; they came by themselves 12; anything else that is known 5. */
  private static int source(String cell) {
    if (cell.isEmpty() || cell.equals("unknown")) {
      return 0;
    }
    if (cell.matches(".*(referr?al|reference|partner|customer).*")) {
      return 20;
    }
    return cell.matches(".*(direct|organic|website|search|form|landing|inbound).*") ? 12 : 5;
  }

  /** Five or more 10, two or more 6, one 3. */
  private static int touches(String cell) {
    double touches = CellText.number(cell);
    return touches >= 5 ? 10 : touches >= 2 ? 6 : touches >= 1 ? 3 : 0;
  }
}
