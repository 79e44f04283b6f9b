namespace Muster.Conversations;

/// <summary>Somebody who waits answers what the queue tells everybody in its line (N13).</summary>
/// <param name="Notice">Its id.</param>
/// <param name="Helped">It answers their question: they leave the line, and are not counted as having given up. Otherwise they wait on.</param>
[GenerateSerializer, Immutable, Alias("muster.answer-notice")]
public sealed record AnswerNotice(string Notice, bool Helped);
