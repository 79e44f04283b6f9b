namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>
/// Who plays in a story, all from one process: two citizens; Sam and Kim who serve the first queue, and Lee who serves the second, one
/// conversation each.
/// </summary>
internal sealed class Cast
{
    public const string FirstQueue = "q1";
    public const string SecondQueue = "q2";

    public Cast(World world)
    {
        Agents = [.. world.Staff.Select(member => new ScriptedAgent(world, member))];
        Overseer = world.Supervisor is { } supervisor ? new ScriptedSupervisor(world, supervisor) : null;
        Robin = world.Supervisor is { } atDesk ? new ScriptedAgent(world, atDesk) : null;
        (First, Second) = (new ScriptedCitizen(world, 1), new ScriptedCitizen(world, 2));
    }

    public IReadOnlyList<ScriptedAgent> Agents { get; }

    public ScriptedAgent Sam => Agents[0];

    public ScriptedAgent Kim => Agents[1];

    public ScriptedAgent Lee => Agents[2];

    /// <summary>Of both queues; null in a story without.</summary>
    public ScriptedSupervisor? Overseer { get; }

    /// <summary>The same at a console of their own; null in a story in which they take nothing.</summary>
    public ScriptedAgent? Robin { get; }

    /// <summary>Whose conversation the story is about.</summary>
    public ScriptedCitizen First { get; }

    /// <summary>Waits behind the first.</summary>
    public ScriptedCitizen Second { get; }
}
