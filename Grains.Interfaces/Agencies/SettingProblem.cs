namespace Muster.Agencies;

/// <summary>Why settings cannot be used.</summary>
/// <param name="Field">Where, as it stands in the file, such as <c>queues[1].offerSeconds</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record SettingProblem(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
