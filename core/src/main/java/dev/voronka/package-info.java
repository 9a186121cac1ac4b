/**
 * The vocabulary of voronka and the definition of a process with its proof. Uses the JDK and JSpecify only. Start at
 * {@link dev.voronka.SalesProcess}.
 *
 * <h2>Glossary</h2>
 *
 * <ul>
 *   <li><b>process</b> ({@link dev.voronka.SalesProcess}): the immutable definition of stages, triggers, guards, effects
 *       and deadlines
 *   <li><b>funnel</b>: the running API of one process: open a card, fire a trigger, ask what is allowed, query
 *   <li><b>card</b> ({@link dev.voronka.Card}): one lead, deal, meeting: stage, owner, typed data, header, custom fields,
 *       version, alarms
 *   <li><b>stage</b> ({@link dev.voronka.Stage}): a place on the way
 *   <li><b>trigger</b> ({@link dev.voronka.Trigger}): a thing that happened, with its payload
 *   <li><b>guard</b> ({@link dev.voronka.Guard}): a named condition with a reason for saying no
 *   <li><b>row</b> ({@link dev.voronka.Row}): what a stage does about a trigger; <b>branch</b>: one of its ways on
 *   <li><b>step</b> ({@link dev.voronka.Step}): one thing a row does once its guards have passed
 *   <li><b>effect</b> ({@link dev.voronka.Effect}): a value that says what must happen outside; stored with the move,
 *       delivered after it
 *   <li><b>move</b> ({@link dev.voronka.Move}): one line of history
 *   <li><b>outcome</b> ({@link dev.voronka.Outcome}): moved, stayed, refused, not expected, stale
 *   <li><b>port</b> ({@link dev.voronka.Port}), <b>question</b>, <b>answer</b>: what a row asks of somebody outside and
 *       what came back
 *   <li><b>ring</b> ({@link dev.voronka.RingStep}): people who take cards in order
 *   <li><b>visit</b> ({@link dev.voronka.Visit}): one stay of a card in a stage
 *   <li><b>alarm</b> ({@link dev.voronka.Alarm}): a deadline or a timer of a visit
 *   <li><b>ladder</b> ({@code dev.voronka.deadline.Ladder}): who is told that a deadline comes near or has passed, and
 *       when; <b>rung</b>: one step of it, which goes off once a visit; <b>breach</b>: the rung at the deadline itself
 *   <li><b>escalator</b> ({@code dev.voronka.decision.Escalator}): says what a rung does
 *   <li><b>decision</b>: an answer of the rules; its <b>ruling</b> ({@code dev.voronka.decision.Ruling}) says by which book,
 *       on which facts and which rules fired, and is kept in the <b>log of decisions</b>
 *   <li><b>rule book</b> ({@code dev.voronka.rules.RuleBook}): all rules of one version, checked by the <b>gate</b>; the
 *       <b>rule desk</b> has the one in force
 *   <li><b>why not</b> ({@code dev.voronka.rules.explain.WhyNot}): which condition of a rule failed in a decision, with which
 *       value; the <b>nearest</b> rule is the one with fewest failed conditions
 *   <li><b>shelf</b> ({@code dev.voronka.decision.BookShelf}): where the rule books of all nodes lie, the newest on top
 *   <li><b>scoring</b> ({@code dev.voronka.decision.Scoring}): how points add up: limits of groups, bands, stops
 *   <li><b>duty roster</b> ({@code dev.voronka.decision.DutyRoster}): who is on duty at a moment
 *   <li><b>overflow</b>: who gets a card that nobody can take
 *   <li><b>sweep</b>: taking up the cards whose next clock, a timer, a rung or the end of a hold, is due
 *   <li><b>hold</b>: a card put aside until a moment; its alarms that count from the entry stand still
 *   <li><b>reference</b> ({@link dev.voronka.TextRef}): an argument of a text that is a text itself, said in the reader's
 *       language
 *   <li><b>alteration</b> ({@link dev.voronka.Alteration}): one thing that a customer wants different in a process; an
 *       <b>overlay</b> is a list of them
 *   <li><b>direction</b> ({@link dev.voronka.Direction}): a line of business with alterations of its own
 *   <li><b>stranded</b>: said of a card whose stage an overlay has taken out
 *   <li><b>department</b> ({@code dev.voronka.department}): processes and the <b>links</b> between them
 *   <li><b>origin</b> ({@link dev.voronka.Origin}): the card whose move opened another one, its <b>child</b>; the card is
 *       its <b>parent</b>
 *   <li><b>signal</b> ({@code dev.voronka.store.Signal}): what a move does to another card once it is written: its
 *       <b>release</b> from a wait, a <b>closing</b> with its parent, a card opened later
 *   <li><b>approval sheet</b> ({@code dev.voronka.approval.ApprovalSheet}): who must approve, and who has
 *   <li><b>production calendar</b> ({@code dev.voronka.calendar.ProductionCalendar}): a country's days off, short days and
 *       worked Saturdays, by year; a year that no decree has settled is <b>provisional</b>
 *   <li><b>layer</b> ({@code dev.voronka.calendar.CalendarLayer}): what a region, a company or a person has different from
 *       the calendar below
 *   <li><b>CRM</b> ({@code dev.voronka.crm.Crm}): the screen on which people see cards as <b>records</b>; an <b>errand</b> is
 *       something to be done there, a <b>picture</b> what a record is to look like, a <b>hint</b> that it may have changed
 *   <li><b>divergence</b> ({@code dev.voronka.crm.Divergence}): what is done about a drag that the process does not allow; a
 *       record that is left so is <b>flagged</b>, and is <b>drift</b> ({@code dev.voronka.crm.Drift})
 *   <li><b>report field</b>: a field that a person fills in in the CRM so that a drag says enough
 *   <li><b>turn</b> to speak: which of the nodes that share a store speaks to a CRM now
 *   <li><b>header</b> ({@link dev.voronka.Header}): what a card can be found by
 * </ul>
 */
@NullMarked
package dev.voronka;

import org.jspecify.annotations.NullMarked;
