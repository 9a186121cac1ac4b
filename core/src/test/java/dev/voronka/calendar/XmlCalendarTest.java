package dev.voronka.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading the public {@code xmlcalendar} form. */
class XmlCalendarTest {

    @TempDir
    private Path folder;

    @Test
    void a_year_is_read_with_its_days_off_short_days_worked_saturdays_and_moved_days() throws IOException {
        Path file = write("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- made up for this test -->
                <calendar year="2028" lang="ru" date="2027.10.01" country="ru">
                  <holidays>
                    <holiday id="1" title="Праздник"/>
                  </holidays>
                  <days>
                    <day d="02.22" t="2"/>
                    <day d="02.23" t="1" h="1"/>
                    <day d="02.25" t="1" f="02.26"/>
                    <day d="02.26" t="3"/>
                    <day d="02.29" t="1"/>
                  </days>
                </calendar>
                """);

        ProductionCalendar read = ProductionCalendar.readXmlCalendar(file);

        assertThat(read)
                .isEqualTo(ProductionCalendar.of(ProductionYear.of(2028)
                        .withShortDays(List.of(LocalDate.of(2028, 2, 22)))
                        .withDaysOff(List.of(LocalDate.of(2028, 2, 23), LocalDate.of(2028, 2, 29)))
                        .withMovedDay(LocalDate.of(2028, 2, 25), LocalDate.of(2028, 2, 26))
                        .withWorkingDays(List.of(LocalDate.of(2028, 2, 26)))));
        assertThat(read.provisional(Year.of(2028))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            <day d="02.22" t="9"/>            | <day> has t="9", which cannot be. Write 1 (off)
            <day d="02.22"/>                  | <day> has no attribute t. Write 1 (off)
            <day t="1"/>                      | <day> has no attribute d. Write month and day like 02.23.
            <day d="22.02" t="1"/>            | <day> has d="22.02", which cannot be. Write month and day
            <day d="2.22" t="1"/>             | <day> has d="2.22", which cannot be. Write month and day
            <day d="02.30" t="1"/>            | <day> has d="02.30", which cannot be. Write month and day
            <day d="02.29" t="1"/>            | <day> has d="02.29", which cannot be. 2027 has no such day.
            <day d="02.22" t="1" f="x"/>      | <day> has f="x", which cannot be. Write month and day
            <day d="02.22" t="1" f="02.29"/>  | <day> has f="02.29", which cannot be. 2027 has no such day.
            <day d="02.22" t="2" f="02.20"/>  | <day d="02.22"> cannot be: 2027-02-22 is worked
            <day d="02.22" t="1" f="02.22"/>  | <day d="02.22"> cannot be: 2027-02-22 is moved from itself
            <day d="01.01" t="1"/>            | <day d="01.01"> cannot be: 2027-01-01 is named a second time
            <day d="01.01                     | this is not well-formed XML
            """)
    void a_day_that_cannot_be_is_refused_with_its_line(String day, String message) throws IOException {
        Path file = write("<calendar year='2027'><days>\n<day d='01.01' t='1'/>\n" + day + "\n</days></calendar>");

        assertThatThrownBy(() -> ProductionCalendar.readXmlCalendar(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching("(?s)2027\\.xml:[34]: .*")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <calendar/>                | 2027.xml:1: <calendar> has no attribute year. Write a year
            <calendar year="MMXXVII"/> | 2027.xml:1: <calendar> has year="MMXXVII", which cannot be. Write a year
            <calendar year="0"/>       | 2027.xml:1: <calendar> has year="0", which cannot be. Write a year
            <days/>                    | 2027.xml:1: the file begins with <days>, but
            ''                         | 2027.xml:1: this is not well-formed XML
            """)
    void a_file_that_is_no_calendar_is_refused(String text, String message) throws IOException {
        Path file = write(text);

        assertThatThrownBy(() -> ProductionCalendar.readXmlCalendar(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE calendar SYSTEM 'SECRET'>",
                "<!DOCTYPE calendar [<!ENTITY year SYSTEM 'SECRET'>]>",
                "<!DOCTYPE calendar [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
                "<!DOCTYPE calendar [<!ENTITY % remote SYSTEM 'SECRET'> %remote;]>"
            })
    void a_document_type_is_refused_and_nothing_outside_the_file_is_read(String type) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "2027");
        Path file = write(type.replace("SECRET", secret.toUri().toString())
                + "<calendar year='2027'><days><day d='01.01' t='1'/></days></calendar>");

        assertThatThrownBy(() -> ProductionCalendar.readXmlCalendar(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("2027.xml:1: a calendar has no document type declaration");
    }

    @Test
    void an_entity_without_a_document_type_is_refused() throws IOException {
        Path file = write("<calendar year='2027'><days>&secret;</days></calendar>");

        assertThatThrownBy(() -> ProductionCalendar.readXmlCalendar(file)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> ProductionCalendar.readXmlCalendar(folder.resolve("2031.xml")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2031.xml cannot be read (NoSuchFileException)");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("2027.xml"), text);
    }
}
