namespace Muster.Agents;

/// <summary>May work be given to an agent?</summary>
public enum Presence
{
    /// <summary>Signed out, or the console was not heard of for the length of a lease.</summary>
    Offline,

    /// <summary>Takes conversations up to the capacity.</summary>
    Available,

    /// <summary>Keeps what they hold and takes no new conversations.</summary>
    Busy,

    /// <summary>Not at the desk; keeps what they hold and takes no new conversations.</summary>
    Away,
}
