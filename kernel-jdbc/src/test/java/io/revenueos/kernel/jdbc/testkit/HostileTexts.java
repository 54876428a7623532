package io.revenueos.kernel.jdbc.testkit;

import java.util.List;
import java.util.stream.Stream;

/** Texts that a database, or what stands before it, may trip over. */
public final class HostileTexts {
  private static final int MEBIBYTE = 1 << 20;

  /** Every database stores them, wherever any text may stand. */
  public static final List<String> STORABLE =
      List.of(
          "O'Brien; drop table kernel_events; --",
          "''; \"quoted\" `back` $$ $1 $tag$ end $tag$ ?? ? :name ::jsonb :tenant",
          "'); select set_config('role', 'none', true), set_config('revenueos.tenant_ids', '{}', true); --",
          "\\ \\\\ \\' \\n \\u0041 \\x41 E'\\''",
          "$.store[?(@.price < 10)]..* ${jndi:ldap://x} #{1+1} <define> {0} %s %n",
          "null",
          "{\"a\": [1, {\"b\": null}]}",
          "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 e\u0301 \u212B \uFEFF \uFFFD",
          "\u202Eevil\u202C \u0627\u0644\u0639\u0631\u0628\u064A\u0629 \u05E2\u05D1\u05E8\u05D9\u05EA",
          "line one\nline two\r\n\ttab \u0001 \u001F \u007F \u0085 \u2028 \u2029",
          "  leading and trailing \u00A0 ",
          "long: " + "a\"\\'\u20AC".repeat(MEBIBYTE / 6));

  /** With those that repositories are told, {@code <B>} being somebody else's tenant id. */
  public static final List<String> ALL =
      Stream.concat(
              STORABLE.stream(),
              Stream.of(
                  "'; drop table leads; --",
                  "'); select set_config('revenueos.tenant_id','<B>',true); --",
                  "'); select set_config('role','postgres',true); --",
                  "$$",
                  "$.a[*] ? (@ > 1)",
                  ":tenant",
                  "<tenant>",
                  "{a,\"b\",null}",
                  "nul \u0000 nul",
                  "lone \uD83D surrogate",
                  "\uDE00 alone",
                  "x".repeat(MEBIBYTE),
                  "\u20AC".repeat(MEBIBYTE + 1)))
          .toList();

  private HostileTexts() {}

  /** Whether a database has a form for it: no NUL character and no lone surrogate. */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }
}
