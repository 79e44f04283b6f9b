namespace Muster.Queues;

/// <summary>Hears who waits in a <see cref="Line"/>, as it happens.</summary>
public interface ILineListener
{
    /// <summary>Somebody waits.</summary>
    /// <param name="conversation">The grain key.</param>
    /// <param name="ahead">How many are before them; null for one who does not stand at the end.</param>
    /// <param name="isBack">They have been with an agent meanwhile.</param>
    void Came(string conversation, int? ahead, bool isBack);

    /// <summary>An agent has them.</summary>
    void Served(string conversation);

    /// <summary>They want to be reached later, and are in no line until then.</summary>
    void Postponed(string conversation);

    /// <summary>They went away, or to another queue.</summary>
    void Left(string conversation);
}
