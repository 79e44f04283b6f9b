using Muster.LoadTests.Clients;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>
/// People start, talk, close and make room for those who wait, at a steady rate, while one process after the other is struck. What they do
/// not know the outcome of they send again, the same. Then the ledger must be clean, and nobody's place lost.
/// </summary>
/// <param name="people">who are there at once</param>
/// <param name="talkers">of them, who can talk at once</param>
/// <param name="rate">messages per second over all who talk</param>
internal sealed class Campaign(Floor floor, Striker striker, IBoard board, int people, int talkers, double rate)
{
    /// <summary>Messages of one conversation before it is closed and its place goes to the next citizen.</summary>
    private const int LongestTalk = 40;

    /// <summary>In the line, with processes dying all the while.</summary>
    private static readonly TimeSpan LongestLine = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    /// <summary>Fronts look themselves within a minute: what is not on a screen by then is lost.</summary>
    private static readonly TimeSpan LongestFlight = TimeSpan.FromSeconds(75);

    private bool _isOver;

    public Interruptions Interruptions { get; } = new();

    public WaitingOrder Order { get; } = new();

    /// <summary>The fewest conversations that talked at once, looked at each second.</summary>
    public int FewestTalking { get; private set; } = int.MaxValue;

    public long BeganAt { get; private set; }

    public long EndedAt { get; private set; }

    private EventLoop Loop => floor.Loop;

    /// <param name="strikes">in this order</param>
    /// <param name="duration">of the whole, if the strikes leave it that</param>
    public async Task<LedgerReport> Run(IReadOnlyList<StrikeKind> strikes, TimeSpan duration)
    {
        EventLoop.Detach(LookForTheSilent());
        var talks = Enumerable.Range(0, people).Select(Occupy).ToList();
        await WaitFor("everybody sits", () => floor.Conversations.Count(conversation => conversation.IsReached) >= talkers * 0.9);
        BeganAt = Loop.Now;
        await Loop.Pause(Calm);
        for (var number = 0; number < strikes.Count; number++)
        {
            board.Show($"strike {number + 1} of {strikes.Count}: {strikes[number]}", (double)number / strikes.Count);
            await striker.Strike(strikes[number]);
            if (number == strikes.Count - 1)
                break;
            var due = BeganAt + (Calm.Ticks * 100) + ((duration.Ticks * 100) / strikes.Count * (number + 1));
            if (due > Loop.Now)
                await Loop.Until(due);
        }

        await Loop.Pause(Calm);
        await striker.Membership.Look();
        _isOver = true;
        EndedAt = Loop.Now;
        board.Show("the last messages land", 1);
        await ClosedLoop.WhenLanded(Loop, talks, LongestFlight);
        await floor.Settle([.. floor.Conversations]);
        return floor.Ledger.Check();
    }

    private async Task Occupy(int seat)
    {
        await Loop.Pause(TimeSpan.FromSeconds(floor.Random.NextDouble() * 5)); // not all at once
        while (!_isOver)
        {
            try
            {
                await TalkOnce(seat);
            }
            catch (ContractBrokenException refused)
            {
                floor.Ledger.Note(new Fault(FaultKind.Lost, "", 0, refused.Message)); // it was promised before the strike
            }
        }
    }

    private async Task TalkOnce(int seat)
    {
        var askedAt = Loop.Now;
        var conversation = await floor.Start(askedAt);
        Order.Add(askedAt, Loop.Now, conversation);
        await conversation.Reached(LongestLine);
        var length = 1 + floor.Random.Next(LongestTalk);
        for (var turn = 0; turn < length && !_isOver; turn++)
        {
            await Loop.Pause(TimeSpan.FromSeconds(-Math.Log(1 - floor.Random.NextDouble()) * talkers / rate));
            if (_isOver)
                break;
            var writtenAt = Loop.Now;
            await conversation.Say(turn % 2 == 0 ? Side.Citizen : Side.Agent, writtenAt);
            Interruptions.Add(seat, writtenAt, Loop.Now);
        }

        await floor.Settle([conversation]);
    }

    private async ValueTask LookForTheSilent()
    {
        while (EndedAt == 0)
        {
            await Loop.Pause(TimeSpan.FromSeconds(1));
            Loop.GiveUpOnTheSilent();
            if (BeganAt != 0 && !_isOver)
                FewestTalking = Math.Min(FewestTalking, floor.Conversations.Count(conversation => conversation.IsReached));
        }
    }

    private async Task WaitFor(string what, Func<bool> isSo)
    {
        var giveUpAt = Loop.Now + 180_000_000_000;
        while (!isSo())
        {
            if (Loop.Now > giveUpAt)
                throw new TimeoutException($"Not within three minutes: {what}.");
            board.Show(what, 0);
            await Loop.Pause(TimeSpan.FromMilliseconds(200));
        }
    }
}
