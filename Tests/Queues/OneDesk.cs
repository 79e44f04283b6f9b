using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>A desk and its line, at one moment.</summary>
public abstract class OneDesk
{
    private protected static readonly DateTimeOffset Now = Some.Moment.AddMinutes(1);

    private protected readonly Line _line = new();
    private protected readonly Desk _desk;

    private protected OneDesk() => _desk = new Desk(_line, Some.QueueKey);

    private protected void Land(string conversation, string agent)
    {
        _desk.Given(conversation, agent);
        _line.Hold(conversation, 4);
    }

    private protected void Wait(params string[] conversations)
    {
        foreach (var conversation in conversations)
            _line.Join(Some.Join(conversation, secondsAfter: _line.Waiting));
    }

    private protected (string, string)? Next() => _desk.Next(Now) is var (entry, agent) ? (entry.Conversation, agent) : null;
}
