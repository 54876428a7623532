package io.revenueos.kernel.jdbc.secret;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that a host keeps outside of the database, by their ids: one that encrypts, and older
 * ones that still decrypt. Immutable.
 */
public final class SecretKeys {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
  private static final int BYTES = 32;
  private static final String CODE = "invalid_key";

  private final String newest;
  private final Map<String, SecretKey> keys;

  private SecretKeys(String newest, Map<String, SecretKey> keys) {
    this.newest = newest;
    this.keys = Map.copyOf(keys);
  }

  /**
   * One key, which encrypts and decrypts.
   *
   * @param id stored beside what it encrypts: lower-case letters, digits, hyphens, underscores
   * @param key 32 random bytes, which are copied
   */
  public static SecretKeys of(String id, byte[] key) {
    return new SecretKeys(id, Map.of(checked(id), aes(key)));
  }

  /** The same keys and a newer one, which encrypts from now on. */
  public SecretKeys rotatedTo(String id, byte[] key) {
    if (keys.containsKey(checked(id))) {
      throw new InvalidInputException(
          CODE, "id", "expected a new id, found %s once more".formatted(Text.quoted(id)));
    }
    Map<String, SecretKey> more = new LinkedHashMap<>(keys);
    more.put(id, aes(key));
    return new SecretKeys(id, more);
  }

  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new InvalidInputException(
          CODE, "id", "expected %s, found %s".formatted(ID, Text.quoted(id)));
    }
    return id;
  }

  private static SecretKey aes(byte[] key) {
    if (key.length != BYTES) {
      throw new InvalidInputException(
          CODE, "key", "expected %d bytes, found %d".formatted(BYTES, key.length));
    }
    return new SecretKeySpec(key, "AES");
  }

  String newestId() {
    return newest;
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** The ids, without the keys. */
  @Override
  public String toString() {
    return "keys %s, newest %s".formatted(keys.keySet(), newest);
  }
}
