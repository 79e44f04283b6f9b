using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>The line compared with a plain list that is sorted whenever it is looked at.</summary>
public sealed class LineModelTests
{
    [Fact]
    public void A_line_is_the_sorted_list_of_those_who_wait_also_when_read_back_from_its_segments() => Property.Holds(
        tape =>
        {
            var (line, list, stored) = (new Line(), new NaiveLine(), new SortedDictionary<int, LineSegment>());

            while (!tape.IsOver)
            {
                Step(tape, line, list);
                Store(line.TakeChanges(), stored);

                Assert.Equal(list.InOrder, line.InOrder.Select(entry => entry.Conversation));
                Assert.Equal(list.Later, line.ForLater.Select(entry => entry.Conversation));
                Assert.Equal((list.InOrder.Count(), list.Later.Count(), list.Held), (line.Waiting, line.Later, line.Held));
                var ticket = Some.Moment.AddSeconds(tape.Next(16) - 4).UtcTicks;
                Assert.Equal(list.AheadOf(ticket), line.AheadOf(ticket));
                var again = Load(stored);
                Assert.Equal(line.InOrder, again.InOrder);
                Assert.Equal(line.ForLater, again.ForLater);
                Assert.Equal(line.All.OrderBy(entry => entry.Ticket), again.All.OrderBy(entry => entry.Ticket));
            }
        },
        runs: 100,
        longest: 200);

    [Fact]
    public void Whatever_part_of_a_change_was_stored_the_line_starts_again_with_each_at_most_once() => Property.Holds(
        tape =>
        {
            var (line, list, stored) = (new Line(), new NaiveLine(), new SortedDictionary<int, LineSegment>());

            while (!tape.IsOver)
            {
                Step(tape, line, list);
                var changes = line.TakeChanges();
                Store(changes with { Changed = [.. changes.Changed.Where(_ => tape.Chance(2))], Empty = [] }, stored);
                var again = Load(stored);
                foreach (var number in stored.Keys.Except(changes.Segments).ToList())
                    stored.Remove(number);

                Assert.Distinct(again.All.Select(entry => entry.Conversation));
                Assert.Distinct(again.All.Select(entry => entry.Ticket));
                Assert.Equal(again.Waiting + again.Later + again.Held, again.All.Count());
                foreach (var entry in again.All.ToList())
                    Assert.True(again.Leave(entry.Conversation, entry.Seq));
                again.TakeChanges();
            }
        },
        runs: 100,
        longest: 200);

    private static void Step(Tape tape, Line line, NaiveLine list)
    {
        var conversation = $"demo/{tape.Next(16)}";
        var seq = 1 + tape.Next(12);
        switch (tape.Next(8))
        {
            case 0 or 1:
                var join = Some.Join(conversation, secondsAfter: tape.Next(8), seq) with { Triage = Urgency(tape), NotBefore = Time(tape) };
                Assert.Equal(list.Join(join), line.Join(join));
                break;
            case 2:
                Assert.Equal(list.Hold(conversation, seq), line.Hold(conversation, seq));
                break;
            case 3:
                Assert.Equal(list.Leave(conversation, seq), line.Leave(conversation, seq));
                break;
            case 4:
                var (isHeld, notBefore) = (tape.Chance(2), Time(tape));
                line.Correct(conversation, seq, isHeld, notBefore);
                list.Correct(conversation, seq, isHeld, notBefore);
                break;
            case 5:
                var now = Some.Moment.AddMinutes(tape.Next(4));
                line.Wake(now);
                list.Wake(now);
                break;
            case 6 when Urgency(tape) is { } urgency:
                line.Mark(conversation, urgency);
                list.Mark(conversation, urgency.HeadStart);
                break;
            default:
                var crowd = tape.Next(32);
                for (var number = 0; number < 130; number++)
                {
                    var one = Some.Join($"demo/{crowd}-{number}", secondsAfter: tape.Next(8));
                    Assert.Equal(list.Join(one), line.Join(one));
                }

                if (tape.Chance(2))
                {
                    for (var number = 0; number < 130; number++)
                        Assert.Equal(list.Leave($"demo/{crowd}-{number}", 5), line.Leave($"demo/{crowd}-{number}", 5));
                }

                break;
        }
    }

    /// <summary>More or less urgent than others, or as they are.</summary>
    private static Triage? Urgency(Tape tape) => tape.Next(5) is var one and not 0 ? new Triage(null, TimeSpan.FromSeconds((one * 3) - 6), [], null) : null;

    /// <summary>Not before it, or at once.</summary>
    private static DateTimeOffset? Time(Tape tape) => tape.Chance(3) ? Some.Moment.AddMinutes(tape.Next(4)) : null;

    private static void Store(LineChanges changes, SortedDictionary<int, LineSegment> stored)
    {
        foreach (var number in changes.Segments)
            stored.TryAdd(number, new LineSegment());
        foreach (var (number, segment) in changes.Changed)
            stored[number] = segment;
        foreach (var number in changes.Empty)
            stored.Remove(number);
    }

    private static Line Load(SortedDictionary<int, LineSegment> stored)
    {
        var line = new Line();
        foreach (var (number, segment) in stored)
            line.Load(number, segment);
        return line;
    }

    private sealed class NaiveLine
    {
        private readonly List<Place> _all = [];

        public IEnumerable<string> InOrder => _all.Where(IsInLine).OrderBy(one => one.Ticket).Select(one => one.Conversation);

        public IEnumerable<string> Later => _all.Where(one => one.NotBefore is not null).OrderBy(one => one.NotBefore).ThenBy(one => one.Conversation, StringComparer.Ordinal).Select(one => one.Conversation);

        public int Held => _all.Count(one => one.IsHeld);

        public int AheadOf(long ticket) => _all.Count(one => IsInLine(one) && one.Ticket < ticket);

        public long Join(JoinLine command)
        {
            var (at, headStart) = (Find(command.Conversation), command.Triage?.HeadStart ?? TimeSpan.Zero);
            if (at < 0)
            {
                var place = new Place(command.Conversation, command.Seq, command.NotBefore, false, headStart);
                _all.Add(place with { Ticket = FreeFrom((command.Since - headStart).UtcTicks, command.Conversation) });
            }
            else if (_all[at].Seq < command.Seq || (_all[at].Seq == command.Seq && !_all[at].IsHeld && (_all[at].HeadStart, _all[at].NotBefore) != (headStart, command.NotBefore)))
            {
                Move(at, headStart);
                _all[at] = _all[at] with { Seq = command.Seq, IsHeld = false, NotBefore = command.NotBefore };
            }

            return _all[Find(command.Conversation)].Ticket;
        }

        public void Mark(string conversation, TimeSpan headStart)
        {
            if (Find(conversation) is var at and >= 0 && headStart > _all[at].HeadStart)
                Move(at, headStart);
        }

        public void Wake(DateTimeOffset now)
        {
            for (var at = 0; at < _all.Count; at++)
            {
                if (_all[at].NotBefore <= now)
                    _all[at] = _all[at] with { NotBefore = null };
            }
        }

        public bool Hold(string conversation, int seq)
        {
            var at = Find(conversation);
            if (at < 0 || _all[at].Seq > seq)
                return false;
            if (!_all[at].IsHeld)
                _all[at] = _all[at] with { Seq = seq, IsHeld = true, NotBefore = null };
            return true;
        }

        public bool Leave(string conversation, int seq)
        {
            var at = Find(conversation);
            if (at < 0 || _all[at].Seq > seq)
                return false;
            _all.RemoveAt(at);
            return true;
        }

        public void Correct(string conversation, int seq, bool isHeld, DateTimeOffset? notBefore)
        {
            if (Find(conversation) is var at and >= 0)
                _all[at] = _all[at] with { Seq = seq, IsHeld = isHeld, NotBefore = isHeld ? null : notBefore };
        }

        /// <summary>As old as before, and more or less urgent.</summary>
        private void Move(int at, TimeSpan headStart)
        {
            var place = _all[at];
            if (place.HeadStart != headStart)
                _all[at] = place with { HeadStart = headStart, Ticket = FreeFrom(place.Ticket + place.HeadStart.Ticks - headStart.Ticks, place.Conversation) };
        }

        private long FreeFrom(long ticket, string conversation)
        {
            while (_all.Exists(one => one.Ticket == ticket && one.Conversation != conversation))
                ticket++;
            return ticket;
        }

        private static bool IsInLine(Place one) => one is { IsHeld: false, NotBefore: null };

        private int Find(string conversation) => _all.FindIndex(one => one.Conversation == conversation);

        private sealed record Place(string Conversation, int Seq, DateTimeOffset? NotBefore, bool IsHeld, TimeSpan HeadStart)
        {
            public long Ticket { get; init; }
        }
    }
}
