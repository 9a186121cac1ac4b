package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the public {@code xmlcalendar} form of one year. One use each. */
final class XmlCalendarYear {
    private static final DateTimeFormatter MONTH_AND_DAY = DateTimeFormatter.ofPattern("MM.dd");

    private final String file;

    /** @param file as it is called in messages */
    XmlCalendarYear(String file) {
        this.file = file;
    }

    ProductionYear read(InputStream in) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            Location where = broken.getLocation();
            throw new InvalidInput(
                    file + (where == null ? "" : ":" + where.getLineNumber())
                            + ": this is not well-formed XML without entities of its own. Ask whoever made the file for"
                            + " one that is.",
                    broken);
        }
    }

    private ProductionYear read(XMLStreamReader xml) throws XMLStreamException {
        ProductionYear table = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new InvalidInput(at(xml) + "a calendar has no document type declaration (<!DOCTYPE ...>), for"
                        + " safety's sake. Take it out.");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (table == null) {
                    table = year(xml);
                } else if (xml.getLocalName().equals("day")) {
                    table = day(xml, table);
                }
            }
        }
        if (table == null) {
            throw new InvalidInput(file + ": there is no <calendar> in it. Give a file of the xmlcalendar form.");
        }
        return table;
    }

    private ProductionYear year(XMLStreamReader xml) {
        if (!xml.getLocalName().equals("calendar")) {
            throw new InvalidInput(at(xml) + "the file begins with <" + xml.getLocalName()
                    + ">, but the xmlcalendar form begins with <calendar>. Give a file of that form.");
        }
        String told = xml.getAttributeValue(null, "year");
        try {
            return ProductionYear.of(Integer.parseInt(String.valueOf(told)));
        } catch (NumberFormatException | InvalidInput noYear) {
            throw wrong(xml, "year", told, "Write a year like 2027.", noYear);
        }
    }

    private ProductionYear day(XMLStreamReader xml, ProductionYear table) {
        DayKind kind = kind(xml);
        MonthDay day = monthDay(xml, "d");
        MonthDay movedFrom = xml.getAttributeValue(null, "f") == null ? null : monthDay(xml, "f");
        int year = table.year().getValue();
        if (!day.isValidYear(year)) {
            throw wrong(xml, "d", xml.getAttributeValue(null, "d"), year + " has no such day.", null);
        }
        if (movedFrom != null && !movedFrom.isValidYear(year)) {
            throw wrong(xml, "f", xml.getAttributeValue(null, "f"), year + " has no such day.", null);
        }
        try {
            return table.withRead(day.atYear(year), kind, movedFrom == null ? null : movedFrom.atYear(year));
        } catch (DateTimeException notSo) {
            throw new InvalidInput(
                    at(xml) + "<day d=\"" + xml.getAttributeValue(null, "d") + "\"> cannot be: " + notSo.getMessage()
                            + ". Give each day once, and f only to a day off.",
                    notSo);
        }
    }

    private DayKind kind(XMLStreamReader xml) {
        String told = xml.getAttributeValue(null, "t");
        return switch (String.valueOf(told)) {
            case "1" -> DayKind.OFF;
            case "2" -> DayKind.SHORT;
            case "3" -> DayKind.WORKING;
            default ->
                throw wrong(xml, "t", told, "Write 1 (off), 2 (an hour shorter) or 3 (worked at a weekend).", null);
        };
    }

    private MonthDay monthDay(XMLStreamReader xml, String attribute) {
        String told = xml.getAttributeValue(null, attribute);
        try {
            return MonthDay.parse(String.valueOf(told), MONTH_AND_DAY);
        } catch (DateTimeException noDay) {
            throw wrong(xml, attribute, told, "Write month and day like 02.23.", noDay);
        }
    }

    private InvalidInput wrong(
            XMLStreamReader xml, String attribute, @Nullable String told, String instead, @Nullable Exception why) {
        String what = told == null
                ? "has no attribute " + attribute
                : "has " + attribute + "=\"" + told + "\", which cannot be";
        return new InvalidInput(at(xml) + "<" + xml.getLocalName() + "> " + what + ". " + instead, why);
    }

    private String at(XMLStreamReader xml) {
        return file + ":" + xml.getLocation().getLineNumber() + ": ";
    }
}
