package dev.voronka.department;

import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.meeting.Meeting;

/** The links of the ten processes. Reads like the table of links in processes.md, 11. */
final class StandardLinks {

    static final Department DEPARTMENT =
            Department.of(IncomingLead.PROCESS, Meeting.PROCESS).build();

    private StandardLinks() {}
}
