package io.revenueos.kernel.internal;

import io.revenueos.kernel.event.InvalidEventException;
import io.revenueos.kernel.event.KernelEvent;
import java.util.Locale;

/** The largest payload a kernel takes, as JSON in bytes of UTF-8. */
public record PayloadLimit(int bytes) {

  /**
   * @throws InvalidEventException when the payload is larger
   */
  public void check(KernelEvent event) {
    int size = event.payload().byteSize();
    if (size > bytes) {
      throw new InvalidEventException(
          "payload",
          String.format(Locale.ROOT, "expected at most %,d bytes as JSON, found %,d", bytes, size));
    }
  }
}
