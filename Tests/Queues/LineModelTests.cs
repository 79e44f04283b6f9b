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
                Assert.Equal(list.Held, line.Held);
                var again = Load(stored);
                Assert.Equal(line.InOrder, again.InOrder);
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
                Assert.Equal(again.Waiting + again.Held, again.All.Count());
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
        switch (tape.Next(6))
        {
            case 0 or 1:
                var join = Some.Join(conversation, secondsAfter: tape.Next(8), seq);
                Assert.Equal(list.Join(join), line.Join(join));
                break;
            case 2:
                Assert.Equal(list.Hold(conversation, seq), line.Hold(conversation, seq));
                break;
            case 3:
                Assert.Equal(list.Leave(conversation, seq), line.Leave(conversation, seq));
                break;
            case 4:
                var isHeld = tape.Chance(2);
                line.Correct(conversation, seq, isHeld);
                list.Correct(conversation, seq, isHeld);
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
        private readonly List<(string Conversation, long Ticket, int Seq, bool IsHeld)> _all = [];

        public IEnumerable<string> InOrder => _all.Where(one => !one.IsHeld).OrderBy(one => one.Ticket).Select(one => one.Conversation);

        public int Held => _all.Count(one => one.IsHeld);

        public long Join(JoinLine command)
        {
            var at = Find(command.Conversation);
            if (at >= 0)
            {
                if (_all[at].Seq < command.Seq)
                    _all[at] = _all[at] with { Seq = command.Seq, IsHeld = false };
                return _all[at].Ticket;
            }

            var ticket = command.Since.UtcTicks;
            while (_all.Exists(one => one.Ticket == ticket))
                ticket++;
            _all.Add((command.Conversation, ticket, command.Seq, false));
            return ticket;
        }

        public bool Hold(string conversation, int seq)
        {
            var at = Find(conversation);
            if (at < 0 || _all[at].Seq > seq)
                return false;
            if (!_all[at].IsHeld)
                _all[at] = _all[at] with { Seq = seq, IsHeld = true };
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

        public void Correct(string conversation, int seq, bool isHeld)
        {
            if (Find(conversation) is var at and >= 0)
                _all[at] = _all[at] with { Seq = seq, IsHeld = isHeld };
        }

        private int Find(string conversation) => _all.FindIndex(one => one.Conversation == conversation);
    }
}
