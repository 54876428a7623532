package io.revenueos.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.testkit.SchemaRulesContract;
import org.junit.jupiter.api.Test;

class ProductSchemaRulesTest extends SchemaRulesContract {
  @Override
  protected SchemaPart[] parts() {
    return SchemaPart.discover();
  }

  @Test
  void everyModuleWithTablesBringsThem() {
    assertThat(parts()).extracting(SchemaPart::name).containsExactly("cmo", "cro");
  }
}
