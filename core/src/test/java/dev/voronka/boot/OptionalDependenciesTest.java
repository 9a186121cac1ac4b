package dev.voronka.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Committed;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What core can work with, but does not bring to its user. */
class OptionalDependenciesTest {

    @Test
    void spring_boot_is_brought_by_hosts_that_have_it_and_by_nobody_else() throws Exception {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Committed.inCore("pom.xml").toFile());
        var all = pom.getElementsByTagName("dependency");
        List<String> brought = new ArrayList<>();
        var ofBoot = 0;

        for (var i = 0; i < all.getLength(); i++) {
            var dependency = (Element) all.item(i);
            if (said(dependency, "groupId").equals("org.springframework.boot")) {
                ofBoot++;
                if (!said(dependency, "scope").equals("test")
                        && !said(dependency, "optional").equals("true")) {
                    brought.add(said(dependency, "artifactId"));
                }
            }
        }

        assertThat(ofBoot).isPositive();
        assertThat(brought).isEmpty();
    }

    private static String said(Element dependency, String what) {
        var told = dependency.getElementsByTagName(what);
        return told.getLength() == 0 ? "" : told.item(0).getTextContent().strip();
    }
}
