package io.revenueos.cmo.scoring;

import io.revenueos.statistics.boosting.BoostingOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells models apart by what they were learned from. */
final class Fingerprint {
  private static final int LENGTH = 12;

  private Fingerprint() {}

  /** Twelve digits that are the same for the same leads, outcomes and options only. */
  static String of(LeadHistory history, BoostingOptions options) {
    MessageDigest digest = sha256();
    add(digest, options.toString());
    addAll(digest, history.table().columns());
    boolean[] outcomes = history.outcomes();
    for (int i = 0; i < outcomes.length; i++) {
      digest.update((byte) (outcomes[i] ? 1 : 0));
      addAll(digest, history.table().row(i));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }

  private static void addAll(MessageDigest digest, List<String> texts) {
    texts.forEach(text -> add(digest, text));
  }

  /** With its length before it, so that no two lists of texts look alike. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
