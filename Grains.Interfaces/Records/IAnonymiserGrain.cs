namespace Muster.Records;

/// <summary>
/// Removes what names citizens from an agency's conversations once they have been closed for the days that its settings say (S68); key: the agency's id.
/// </summary>
[Alias("Muster.IAnonymiserGrain")]
public interface IAnonymiserGrain : IGrainWithStringKey
{
    /// <summary>Keeps it at work. It answers at once.</summary>
    Task Wake();
}
