namespace Muster.Tests.Simulation.Checking;

/// <summary>A fault that struck.</summary>
/// <param name="Subject">The grain key it struck; null where a whole process was.</param>
/// <param name="Lasts">How long something runs on that should not: a second activation, a process that is cut off.</param>
public sealed record Disturbance(DateTimeOffset At, string Kind, string? Subject, TimeSpan Lasts = default)
{
    /// <summary>What was under way when it ended has come to its end.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(15);

    /// <summary>Whether, because of it, this grain may exist twice then, or be told what its other self has said.</summary>
    public bool Doubles(string key, DateTimeOffset at) =>
        Kind is "SecondActivation" or "Partition" && IsOf(key) && at >= At && at <= At + Lasts + Aftermath;

    private bool IsOf(string key) => Subject is null || Subject == key || Subject.EndsWith("/" + key, StringComparison.Ordinal);
}
