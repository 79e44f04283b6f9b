namespace Muster.Tests.Simulation.Checking;

/// <summary>What a client asked for, once or several times with the same id, and what it was told.</summary>
/// <param name="Sender">The citizen's name or the agent's staff id.</param>
/// <param name="What"><c>start</c>, <c>message</c>, <c>note</c>, <c>transfer</c>, <c>consult</c>, <c>consult-end</c>, <c>closing-question</c>, <c>closing-answer</c>, <c>close</c>, <c>rating</c>.</param>
/// <param name="Id">The message id; the secret of a start; null for what has none.</param>
/// <param name="FirstSentAt">When it was sent for the first time.</param>
public sealed record Request(string Sender, string Conversation, string What, string? Id, string? Text, DateTimeOffset FirstSentAt)
{
    /// <summary>Every answer that came, repeats included.</summary>
    public List<Answer> Answers { get; } = [];

    public bool IsFromCitizen { get; init; }
}
