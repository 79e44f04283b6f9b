namespace Muster.Tests.Simulation;

/// <summary>What goes wrong in a run.</summary>
public enum Weather
{
    /// <summary>Nothing; only people come and go.</summary>
    Calm,

    /// <summary>Processes die.</summary>
    Crashes,

    /// <summary>The disk is slow and fails, or writes and says that it failed.</summary>
    Disk,

    /// <summary>Calls and answers are lost, refused, late, overtaken.</summary>
    Network,

    /// <summary>Grains move without a word and exist twice.</summary>
    Doubles,

    /// <summary>A little of everything.</summary>
    Rough,
}
