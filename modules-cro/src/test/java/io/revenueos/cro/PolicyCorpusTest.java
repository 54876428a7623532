package io.revenueos.cro;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PolicyCorpusTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return PolicyCase.corpus().map(each -> DynamicTest.dynamicTest(each.name(), each::check));
  }
}
