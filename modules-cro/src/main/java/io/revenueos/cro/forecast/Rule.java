package io.revenueos.cro.forecast;

import java.util.OptionalDouble;

/** One way to forecast a window from what is known. */
interface Rule {
  /**
   * @param known the morning on which the forecast is made, not after the window's first day
   * @return empty when history does not reach back far enough
   */
  OptionalDouble forecast(Known known, Window window);
}
