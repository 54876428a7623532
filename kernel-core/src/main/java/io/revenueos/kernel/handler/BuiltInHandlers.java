package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionHandler;
import java.util.List;

/** The handlers every kernel has, unless the host registers its own for the same type. */
public final class BuiltInHandlers {
  private BuiltInHandlers() {}

  public static List<ActionHandler> all() {
    return List.of(
        new TaskHandler(), new OutboundHandler(), new RecommendationHandler(), new MarkerHandler());
  }
}
