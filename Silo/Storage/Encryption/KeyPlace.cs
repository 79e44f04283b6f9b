namespace Muster.Silo.Storage.Encryption;

/// <summary>What one data key is for: an agency's records of one class that fall due in the same month. Remembers the key that writes now.</summary>
/// <param name="scope">Whose, and of which kind.</param>
/// <param name="period"><c>yyyy-MM</c>, the month of disposal, or <see cref="KeepMonths.Standing"/>.</param>
public sealed class KeyPlace(KeyScope scope, string period)
{
    private volatile DataKey? _current;

    public KeyScope Scope => scope;

    public string Period => period;

    internal DataKey? Current
    {
        get => _current;
        set => _current = value;
    }

    public override string ToString() => $"{scope.Name} of {period}";
}
