package io.revenueos.kernel.action;

import io.revenueos.kernel.json.Text;

/**
 * Why something was decided or done.
 *
 * @param code stable, for machines: {@code revenue_os.margin.discount_guard_v1.allow}
 * @param text a sentence for people
 */
public record Reason(String code, String text) {
  public Reason {
    Text.name("invalid_reason", "reason_code", code, 255);
    Text.storable("invalid_reason", "reason_text", text);
  }
}
