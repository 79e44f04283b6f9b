namespace Muster.Agents;

/// <summary>What an agent did in one minute of the clock.</summary>
/// <param name="Start">Its beginning, UTC.</param>
/// <param name="Staffed">How much of it they were available or held a conversation.</param>
/// <param name="Handling">How much of it they held at least one.</param>
/// <param name="Holding">The same for each conversation they held, added up.</param>
public readonly record struct WorkMinute(DateTimeOffset Start, TimeSpan Staffed, TimeSpan Handling, TimeSpan Holding)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    public DateTimeOffset End => Start + Length;

    /// <summary>The minute that a moment lies in, with nothing done in it yet.</summary>
    public static WorkMinute Of(DateTimeOffset at) => new(new DateTimeOffset(at.UtcTicks - (at.UtcTicks % Length.Ticks), TimeSpan.Zero), default, default, default);

    public WorkMinute With(Agent agent, TimeSpan time)
    {
        var held = agent.Handled();
        return this with
        {
            Staffed = Staffed + (agent.IsStaffed() ? time : TimeSpan.Zero),
            Handling = Handling + (held > 0 ? time : TimeSpan.Zero),
            Holding = Holding + (held * time),
        };
    }
}
