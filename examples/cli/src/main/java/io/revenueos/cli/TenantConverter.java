package io.revenueos.cli;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.tenant.TenantId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a tenant's id; its error says what one looks like. */
final class TenantConverter implements ITypeConverter<TenantId> {
  @Override
  public TenantId convert(String text) {
    try {
      return TenantId.of(text);
    } catch (InvalidInputException notAnId) {
      throw new TypeConversionException(notAnId.getMessage());
    }
  }
}
