using System.Globalization;
using Muster.Conversations;

namespace Muster.WebFront.Citizen;

/// <summary>What the form of the three questions sends; null for what was left out.</summary>
public sealed record RatingRequest(string? Resolved, string? Satisfaction, string? Comment)
{
    /// <summary>Skipping the questions is an answer too: nothing is stored.</summary>
    internal bool IsSkipped => (Resolved, Satisfaction, Comment) is (null, null, null);

    /// <summary>Null while one of the first two questions is open.</summary>
    internal RateConversation? Command =>
        Resolved is not null && int.TryParse(Satisfaction, CultureInfo.InvariantCulture, out var satisfaction)
            ? new RateConversation(Resolved == "yes", satisfaction, Comment)
            : null;
}
