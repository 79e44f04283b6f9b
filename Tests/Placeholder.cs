namespace Muster.Tests;

public sealed class Placeholder;
