// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//! Stands for all tests when their common headers are precompiled.
int main()
{
    return 0;
}
