namespace Muster.LoadTests.Proof;

internal enum FaultKind
{
    /// <summary>Acknowledged but not stored, stored but not shown, shown but not stored.</summary>
    Lost,

    /// <summary>One message under two numbers, or shown twice.</summary>
    Doubled,

    /// <summary>Numbers that contradict the order in which things were written or shown.</summary>
    Reordered,

    /// <summary>Other words, another time, another conversation, or nobody's message.</summary>
    Altered,
}
