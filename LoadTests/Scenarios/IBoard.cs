namespace Muster.LoadTests.Scenarios;

/// <summary>Where a person who waits sees how far it has come.</summary>
internal interface IBoard
{
    /// <param name="step">what is being done now</param>
    /// <param name="share">0..1 of it</param>
    void Show(string step, double share);
}
