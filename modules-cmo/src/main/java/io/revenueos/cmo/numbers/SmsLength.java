package io.revenueos.cmo.numbers;

/**
 * How many segments a text takes as an SMS (3GPP TS 23.038 and 23.040): 160 characters of the GSM
 * alphabet in one, 153 in each of several; with any other character 70, and 67.
 *
 * @param units septets of the GSM alphabet, where some characters take two, or UTF-16 units
 * @param segments 1 or more
 * @param encoding which alphabet it needs
 */
public record SmsLength(int units, int segments, Encoding encoding) {
  /** The alphabets. */
  public enum Encoding {
    GSM_7(160, 153),
    UCS_2(70, 67);

    private final int single;
    private final int joined;

    Encoding(int single, int joined) {
      this.single = single;
      this.joined = joined;
    }
  }

  private static final String GSM =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
          + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Each takes an escape before it. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  public static SmsLength of(String text) {
    int septets = 0;
    boolean gsm = true;
    for (int i = 0; i < text.length() && gsm; i++) {
      boolean escaped = EXTENDED.indexOf(text.charAt(i)) >= 0;
      gsm = escaped || GSM.indexOf(text.charAt(i)) >= 0;
      septets += escaped ? 2 : 1;
    }
    Encoding encoding = gsm ? Encoding.GSM_7 : Encoding.UCS_2;
    int units = gsm ? septets : text.length();
    int segments = units <= encoding.single ? 1 : (units + encoding.joined - 1) / encoding.joined;
    return new SmsLength(units, segments, encoding);
  }
}
