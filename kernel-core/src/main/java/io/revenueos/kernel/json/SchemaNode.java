package io.revenueos.kernel.json;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a {@link JsonObject}, as the validator of schemas reads it.
 *
 * @param pointer where it is in the whole, as a JSON Pointer
 */
record SchemaNode(@Nullable Object value, String pointer) implements JsonNode {
  static SchemaNode of(JsonObject json) {
    return new SchemaNode(json.members(), "");
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    if (value == null) {
      return SimpleType.NULL;
    } else if (value instanceof Boolean) {
      return SimpleType.BOOLEAN;
    } else if (value instanceof String) {
      return SimpleType.STRING;
    } else if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
    } else if (value instanceof List) {
      return SimpleType.ARRAY;
    }
    return SimpleType.OBJECT;
  }

  @Override
  public boolean asBoolean() {
    return (Boolean) present();
  }

  @Override
  public String asString() {
    return String.valueOf(value);
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return (BigDecimal) present();
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> nodes = new ArrayList<>();
    for (Object element : (List<?>) present()) {
      nodes.add(new SchemaNode(element, pointer + "/" + nodes.size()));
    }
    return nodes;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> nodes = new LinkedHashMap<>();
    members()
        .forEach(
            (name, member) ->
                nodes.put(
                    String.valueOf(name),
                    new SchemaNode(
                        member, pointer + "/" + JsonNode.encodeJsonPointer(String.valueOf(name)))));
    return nodes;
  }

  private Map<?, ?> members() {
    Object present = present();
    return present instanceof JsonObject object ? object.members() : (Map<?, ?>) present;
  }

  private Object present() {
    if (value == null) {
      throw new IllegalStateException("null at " + pointer + " is no " + getNodeType());
    }
    return value;
  }
}
