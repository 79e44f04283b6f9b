using Muster.Agents;

namespace Muster.Queues.Forecasts;

/// <summary>Lets a <see cref="Forecast"/> see what happens in a line and at its desk.</summary>
/// <param name="line">Whose forecast.</param>
/// <param name="desk">Where its agents are known.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Forecaster(Line line, Desk desk, TimeProvider clock) : ILineListener
{
    /// <summary>What is told to those who wait changes no more often than this.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Forecast _forecast = new();
    private Outlook? _outlook;
    private int _places;

    /// <summary>What can be said now, or could a few seconds ago.</summary>
    public Outlook Outlook
    {
        get
        {
            var now = clock.GetUtcNow();
            return _outlook is { } known && now - known.At < LookEvery ? known : _outlook = _forecast.Look(now);
        }
    }

    /// <inheritdoc cref="Forecast.Learned"/>
    public long Learned => _forecast.Learned;

    /// <inheritdoc cref="Forecast.Experience"/>
    public Experience Experience => _forecast.Experience;

    /// <inheritdoc cref="Forecast.Recall"/>
    public void Recall(Experience experience) => _forecast.Recall(experience);

    /// <summary>Called every second: agents come and go.</summary>
    public void Tick()
    {
        _places = desk.Serving.Where(agent => agent.Presence == Presence.Available).Sum(agent => agent.Free + agent.InUse);
        See(line.Waiting);
    }

    public void Came(string conversation, int? ahead, bool isBack)
    {
        See(line.Waiting - 1);
        _forecast.Join(clock.GetUtcNow(), conversation, ahead is { } before ? Math.Max(0, before - desk.OnTheirWay) : null, isBack);
    }

    public void Served(string conversation)
    {
        See(line.Waiting + 1);
        _forecast.Serve(clock.GetUtcNow(), conversation);
    }

    public void Postponed(string conversation)
    {
        See(line.Waiting + 1);
        _forecast.Withdraw(conversation);
    }

    public void Left(string conversation)
    {
        See(line.Waiting + 1);
        _forecast.Leave(conversation);
    }

    /// <summary>
    /// Who is on the way to an agent waits no longer. While somebody else does, no place is free for them, whatever the agents say: it is for other queues, or for
    /// other skills.
    /// </summary>
    private void See(int waiting)
    {
        var left = Math.Max(0, waiting - desk.OnTheirWay);
        _forecast.See(clock.GetUtcNow(), left, _places, left == 0 ? Math.Max(0, desk.FreePlaces - desk.BeingGiven) : 0);
    }
}
