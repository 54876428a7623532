package io.revenueos.kernel.jdbc.crm;

import java.util.UUID;

/** A row of {@code cro_recommendations}. */
public record RecommendationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
