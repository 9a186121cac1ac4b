package dev.voronka.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Texts;
import dev.voronka.department.Department;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.meeting.Meeting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What people fill in in a CRM so that dragging a card says enough. */
class ReportFieldsTest {

    @Test
    void a_process_tells_which_fields_its_reports_read() {
        assertThat(Meeting.PROCESS.reportFields())
                .containsExactly("comment", "discussed", "externalFollowUp", "internalFollowUp");
        assertThat(Deal.PROCESS.reportFields())
                .contains("budgetFrom", "budgetTo", "competitor", "expectedCloseDate", "feasible", "requirements");
    }

    @Test
    void every_field_of_the_ten_has_a_title_in_both_languages() {
        var missing = new ArrayList<String>();
        for (var process : Department.standard().processes()) {
            for (var language : List.of(Texts.RUSSIAN, Locale.ENGLISH)) {
                process.reportFields().stream()
                        .filter(code ->
                                process.texts().find("report." + code, language).isEmpty())
                        .forEach(code -> missing.add(process.code() + ": report." + code + " in " + language));
            }
        }

        assertThat(missing).isEmpty();
    }
}
