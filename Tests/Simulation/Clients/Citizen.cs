using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Checking;

namespace Muster.Tests.Simulation.Clients;

/// <summary>
/// A citizen with a question: starts, says more, reads along, may leave while waiting, vanish for a while or end it, answers the closing
/// question and rates. Long after the end the phone sends old messages again.
/// </summary>
public sealed class Citizen : Person
{
    /// <summary>What the agency's rules look for.</summary>
    private static readonly string[] Asked = ["", "urgent", "pumps", "urgent pumps"];

    private readonly string _key;
    private readonly string _secret;
    private readonly Caller _me;
    private readonly string _queue;
    private readonly Reading _reading;
    private readonly List<(Request Request, Func<Task<Outcome<Receipt>>> Send)> _sent = [];
    private Func<Task<Outcome<Started>>> _start = null!;
    private Request _started = null!;
    private ContactRequest? _contact;
    private int _messages;
    private int _askedAt;
    private string? _noticeAnswered;

    public Citizen(World world, int number)
        : base(world, world.People(number), $"citizen-{number}")
    {
        _key = GrainKey.Of(World.AgencyId, $"c{number}");
        _secret = $"secret-of-{number}-{Random.NextUInt64():x16}";
        _me = Caller.Citizen(World.AgencyId, _key);
        _queue = world.Scenario.Agency.Queues[Random.Next(world.Scenario.Agency.Queues.Length)].Id;
        _reading = new Reading(world, Process, Random, Name, _me, _key);
    }

    private IConversationGrain Conversation => Process.Grains.GetGrain<IConversationGrain>(_key);

    public async Task Live()
    {
        await Pause(0, World.Scenario.Arrivals.TotalSeconds);
        await Start();
        _reading.Begin();
        var patience = World.Now.AddSeconds(Random.Next(10, 90));
        var isImpatient = Chance(0.1);
        var endsItself = Chance(0.2);
        var slowness = World.Scenario.Slowness;
        for (var left = Random.Next(World.Scenario.LeastMessages, World.Scenario.MostMessages + 1); !_reading.HasEnded; left--)
        {
            await Pause(0.2 * slowness, 12 * slowness);
            if (World.Scenario.IsRestless && Chance(0.05 * slowness))
                await BeOffline();
            if (left > 0 && !World.IsEnding)
                await Say();
            if (World.Scenario.Asking > 0 && !_reading.HasJoined && !World.IsEnding)
                await DoSomethingElse();
            if (Chance(0.1))
                RepeatAMessage();
            if (_reading.AskedAt > _askedAt)
                await AnswerClosing();
            if ((isImpatient && !_reading.HasJoined && World.Now > patience) || (endsItself && left < -3 && _reading.HasJoined))
                await Close();
        }

        await AfterTheEnd();
    }

    private async Task Start()
    {
        var text = World.Scenario.IsRouted ? $"{Name} asks {Asked[Random.Next(Asked.Length)]}".TrimEnd() : $"{Name} asks";
        if (Chance(World.Scenario.Danger))
            text = $"{text} trapped";
        var command = new StartConversation(_queue, $"R-{Name}", _secret, $"m-{Name}-0", text, Name);
        _started = Ask(_key, "start", _secret, text, isFromCitizen: true);
        _start = () => Conversation.Start(command);
        var outcome = await Insist(_started, _start, Told);
        if (!outcome.IsDone)
            Surprise($"start was refused: {outcome.Refusal}");
    }

    private async Task Say()
    {
        var number = ++_messages;
        var command = new PostMessage($"m-{Name}-{number}", Chance(World.Scenario.Danger) ? $"{Name} is trapped {number}" : $"{Name} says {number}");
        await Do("message", command.MessageId, command.Text, () => Conversation.Post(_me, command), mayBeClosed: true);
    }

    /// <summary>Whoever waits asks to be reached, or answers what all are told.</summary>
    private async Task DoSomethingElse()
    {
        if (_contact is null && Chance(World.Scenario.Asking))
        {
            var isCallBack = Chance(0.5);
            _contact = new ContactRequest(isCallBack ? ContactChannel.Phone : ContactChannel.Email, isCallBack ? "0400 000 000" : "somebody@example.org", isCallBack)
            {
                NotBefore = Chance(0.4) ? World.Now.AddSeconds(Random.Next(5, 40)) : null,
            };
            World.Tally.Add("ContactAsked");
            await Do("contact", null, null, () => Conversation.AskForContact(_me, _contact), mayBeClosed: true);
        }

        if (_reading.Notice is { } notice && notice != _noticeAnswered && Chance(0.5))
        {
            _noticeAnswered = notice;
            var command = new AnswerNotice(notice, Chance(0.4));
            World.Tally.Add("NoticeAnswered");
            await Do("notice-answer", null, null, () => Conversation.AnswerNotice(_me, command), mayBeClosed: true);
        }
    }

    private Task AnswerClosing()
    {
        _askedAt = _reading.AskedAt;
        var moreHelp = Chance(0.2);
        return Do("closing-answer", null, null, () => Conversation.AnswerClosing(_me, moreHelp), mayBeClosed: true);
    }

    private Task Close() => Do("close", null, null, () => Conversation.Close(_me, new CloseConversation(null)), mayBeClosed: false);

    /// <summary>A phone that was without a network sends what it does not know to have arrived.</summary>
    private void RepeatAMessage()
    {
        var said = _sent.Where(sent => sent.Request is { What: "message", Answers.Count: > 0 }).ToList();
        if (said.Count == 0)
            return;

        World.Tally.Add("LateRepeat");
        var (request, send) = said[Random.Next(said.Count)];
        Repeat(request, send).Ignore();
    }

    private async Task BeOffline()
    {
        World.Tally.Add("CitizenOffline");
        _reading.Stop();
        await Pause(1, 40);
        _reading.Begin();
    }

    private async Task AfterTheEnd()
    {
        if (Chance(0.5))
        {
            var rating = new RateConversation(Chance(0.7), Random.Next(1, 6), $"{Name} rates");
            await Do("rating", null, rating.Comment, () => Conversation.Rate(_me, rating), mayBeClosed: false);
        }

        if (!Chance(World.Scenario.LateRepeats))
            return;

        await Pause(1, 20);
        World.Tally.Add("LateRepeat", _sent.Count + 1);
        Repeat(_started, _start, Told).Ignore();
        foreach (var (request, send) in _sent.Where(sent => sent.Request is { What: "message", Answers.Count: > 0 }))
            Repeat(request, send).Ignore();
    }

    private async Task Do(string what, string? id, string? text, Func<Task<Outcome<Receipt>>> send, bool mayBeClosed)
    {
        var request = Ask(_key, what, id, text, isFromCitizen: true);
        _sent.Add((request, send));
        var outcome = await Insist(request, send);
        var isTooLate = what is "contact" or "notice-answer" && outcome.Refusal is Refusal.NotAllowed or Refusal.NotFound; // somebody has come, or it was taken back
        if (!outcome.IsDone && !isTooLate && !(mayBeClosed && outcome.Refusal is Refusal.ConversationClosed or Refusal.InvalidRequest))
            Surprise($"{what} was refused: {outcome.Refusal}");
    }

    private Answer Told(Started started) => new(World.Now, started.Seq, started.At, started.Reference);
}
